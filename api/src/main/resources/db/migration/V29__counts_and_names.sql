-- How many records a library publishes is counted without reading a record: the page that everybody sees first tells it.
CREATE INDEX library_record_counts ON library_record (publication, library, sample);

-- Of an index that leaves out part of the table PostgreSQL does not use the statistics: it took a name for one in two hundred and, asked
-- for 200 names of a million experts, read them all. These tell it how rare a name is.
CREATE STATISTICS library_record_person_names ON (replace(payload ->> 'name', ' ', '')) FROM library_record;
CREATE STATISTICS library_record_unit_names ON (payload ->> 'name') FROM library_record;
CREATE STATISTICS library_record_unit_codes ON (payload ->> 'creditCode') FROM library_record;
ANALYZE library_record;
