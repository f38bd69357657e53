-- How many records a library publishes is counted without reading a record: the page that everybody sees first tells it.
CREATE INDEX library_record_counts ON library_record (publication, library, sample);
