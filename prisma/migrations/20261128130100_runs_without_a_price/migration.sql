-- False when a model of the run has no known price: then nobody can say what it costs, from its first call on.
ALTER TABLE "generation_runs" ADD COLUMN "is_priced" BOOLEAN NOT NULL DEFAULT true;
