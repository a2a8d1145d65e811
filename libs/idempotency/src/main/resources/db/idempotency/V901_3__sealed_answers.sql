-- Answers are sealed from now on, under a key of the service's Kms that the database does not have. Those that were kept as sent are
-- forgotten: whoever asks again under such a key within its day has the request done once more.
delete from idempotency_key;
