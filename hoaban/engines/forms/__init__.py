"""Forms are data: this makes pages, answers and words out of a form's schema.

Answers are JSON, `{section: {question: value}}`. Values: text, whole numbers, true/false, ISO
dates, `{part: text}` for a person, `{"commune": code, "detail": text, "text": written address}`
for an address, a list of `{column: value}` for a table. What a condition hides is not kept.
"""
