-- When this database came to each version of the workflows: what was started before cannot be replayed by it.
CREATE TABLE workflow_versions (
  version int PRIMARY KEY,
  since timestamptz(3) NOT NULL DEFAULT clock_timestamp()
);
INSERT INTO workflow_versions (version) VALUES (2);
