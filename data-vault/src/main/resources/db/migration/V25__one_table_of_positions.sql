-- Acknowledgements are followed like everything else: under a name, in the one table of positions.
insert into follower_position (follower, log_index) select 'acknowledgements', log_index from feed_position;
drop table feed_position;
