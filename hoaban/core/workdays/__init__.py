"""Due moments over working days, working hours and calendar days. Pure: no Django, no clock.

A `Calendar` holds precomputed rank tables, so a due moment costs two look-ups whatever its length.
Moments come in aware and go out aware in UTC; days and hours are those of Asia/Ho_Chi_Minh.

How time is counted:

- The day of reception is not counted [BLDS2015 Đ147]; a limit in days ends at the agency's closing
  time of its last day [BLDS2015 Đ148]; a last day that is a day off gives way to the next working
  day [BLDS2015 Đ148 k5].
- What is received outside working time (night, weekend, holiday, lunch) counts from the next
  working start. So a dossier of Friday 17:01 or of Saturday counts as received on Monday at
  opening: Monday is the day not counted, Tuesday is day one.
- Opening and closing moments belong to working time: received at 17:00:00 is received that day.
- Months end on the day with the number of the day of reception, on the last day of a month that has
  none [BLDS2015 Đ148 k3]; a day off gives way as above.
- Hours count opening time only, across lunch and nights; they end within or at the close of a
  half-day, never at the opening of the next one.
- Amount 0 of a unit of days means the same day, at its close; received strictly after the dated
  hour of the rule ("sau 15 giờ"), the next working day's close.
- Further days are working days past that close [ND23/2015 Đ21].
"""
