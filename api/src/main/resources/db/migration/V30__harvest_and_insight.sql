-- A page of a harvest is read in the order of an index instead of sorting all records for it. The second of a moment depends on the time
-- zone of the session unless it is told in UTC, and an index takes what depends on nothing.
CREATE INDEX library_record_harvest ON library_record (date_trunc('second', updated_at AT TIME ZONE 'UTC'), library, id)
    WHERE published_at IS NOT NULL AND publication IN ('PUBLISHED', 'WITHDRAWN', 'MERGED');

-- What others may harvest, with its datestamp in UTC. What was public and is withdrawn or stands under another record is told as deleted;
-- what was removed for good is not told any more. PostgreSQL takes the order of an index for each of the two, and for none of a union.
DROP VIEW harvest_record;
CREATE VIEW harvest_library AS
SELECT library AS set_name, id, date_trunc('second', updated_at AT TIME ZONE 'UTC') AS stamp, publication <> 'PUBLISHED' AS deleted
FROM library_record
WHERE published_at IS NOT NULL AND publication IN ('PUBLISHED', 'WITHDRAWN', 'MERGED')
  AND (library IN ('experts', 'societies') OR library = 'problems' AND payload ->> 'status' <> 'COLLECTED');
CREATE VIEW harvest_case AS
SELECT 'cases' AS set_name, record.id,
       date_trunc('second', greatest(record.updated_at, solution_case.consented_at) AT TIME ZONE 'UTC') AS stamp, false AS deleted
FROM solution_case
JOIN problem_progress ON problem_progress.record_id = solution_case.record_id AND problem_progress.state = 'CLOSED'
JOIN library_record AS record ON record.id = solution_case.record_id AND record.publication = 'PUBLISHED';
CREATE VIEW harvest_record AS
SELECT set_name, id, stamp, deleted FROM harvest_library UNION ALL SELECT set_name, id, stamp, deleted FROM harvest_case;

-- How many different places and combinations of segments there are: some hundreds, which are counted in memory. Without these PostgreSQL
-- takes every record for another and sorts them all.
CREATE STATISTICS library_record_places ON library, (payload ->> 'region'), (payload -> 'regions') FROM library_record;
CREATE STATISTICS library_record_segments ON library, (payload -> 'segments') FROM library_record;
ANALYZE library_record;
