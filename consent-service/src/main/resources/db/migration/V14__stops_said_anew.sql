-- The log refuses an event whose time is not its own; what a person has stopped is then said anew, by another event.
grant update (event_id) on local_stop to ${app-role};
