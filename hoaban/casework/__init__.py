"""What somebody must do until a day: one case, whoever's room it belongs to."""
