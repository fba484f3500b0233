"""Settings of accounts and sign-in: our own limits, and those of the library behind them."""

SIGN_IN_WINDOW = 15 * 60  # seconds
SIGN_IN_ATTEMPTS = 5  # wrong ones of a person from one place, per window; then each next waits
SIGN_IN_ATTEMPTS_OF_A_MACHINE = 200  # wrong ones; a whole office may stand behind one address
SIGN_IN_ATTEMPTS_OF_STRANGERS = 50  # at one person, from all places that do not know the person
SIGN_IN_WAIT_OF_STRANGERS = 30  # seconds at most, after these
SIGN_IN_FAILURES_KEPT = 500  # in the journal, per window: nobody fills it
CODE_ATTEMPTS = 5  # wrong ones at the second factor, per person and window; then each next waits
SIGN_IN_LONGEST_WAIT = 60  # seconds, of whoever errs at one person from one network or browser
SIGN_IN_NETWORK_DAYS = 90  # a network from which a person came in counts for itself so long
SIGN_IN_CODES_A_DAY = 10  # codes instead of a password, to one number or address
SIGN_UPS_OF_A_MACHINE = 60  # whole forms, per minute; a school has one address
CODES_TO_A_NUMBER = 5  # messages with a code to one telephone number, per window
# Ours count over processes and say it kindly, passwords and codes of the second factor alike;
# allauth's count of failures knows no telephones: it would let five mistyped passwords close the
# door to everybody in the province.
# The others are counted by the library, in the database too; a school has one address.
ACCOUNT_RATE_LIMITS = {
    "verify_phone": False,
    "login_failed": False,
    "login": False,  # the library counts empty forms too; ours count passwords that are tried
    "signup": False,
    "reset_password": "60/m/ip,5/m/key",
}
ACCOUNT_ADAPTER = "hoaban.faces.portal.accounts.Adapter"
ACCOUNT_FORMS = {
    "signup": "hoaban.faces.portal.account_forms.SignUp",
    "login": "hoaban.faces.portal.account_forms.SignIn",
    "add_email": "hoaban.faces.portal.account_fields.AddEmail",
    "reset_password": "hoaban.faces.portal.account_forms.ResetPassword",
    "confirm_password_reset_code": "hoaban.faces.portal.account_forms.ResetCode",
    "confirm_email_verification_code": "hoaban.faces.portal.account_forms.EmailCode",
    "verify_phone": "hoaban.faces.portal.account_forms.PhoneCode",
    "request_login_code": "hoaban.faces.portal.sign_in_codes.RequestCode",
    "confirm_login_code": "hoaban.faces.portal.sign_in_codes.SignInCode",
}
ACCOUNT_USER_DISPLAY = "hoaban.faces.portal.accounts.display"
ACCOUNT_LOGIN_METHODS = {"phone", "email"}
# The form asks for one of e-mail and telephone; the star is what allauth's own check wants.
ACCOUNT_SIGNUP_FIELDS = ["email*", "phone", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PHONE_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True  # the way past a wait that others' wrong passwords cause
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_SESSION_REMEMBER = False  # phones are shared in a family
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
MFA_ADAPTER = "hoaban.faces.portal.accounts.MfaAdapter"
MFA_FORMS = {
    "activate_totp": "hoaban.faces.portal.account_forms.Activation",
    "authenticate": "hoaban.faces.portal.account_forms.SecondFactor",
    "reauthenticate": "hoaban.faces.portal.account_forms.SecondFactorAgain",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Hoa Ban"
