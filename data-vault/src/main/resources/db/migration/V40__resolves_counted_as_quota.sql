-- Identifiers resolved are counted in quota_count, as every quota is; what was counted of this minute begins anew.
drop table resolve_count;
