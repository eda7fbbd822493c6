-- When each version of the workflows was first seen here: what was started before cannot be replayed by it.
CREATE TABLE workflow_versions (
  version int PRIMARY KEY,
  first_seen_at timestamptz(3) NOT NULL DEFAULT clock_timestamp()
);
