-- Why a run is paused, as a code: a budget that is raised ends the pause that the budget caused, and no other.
ALTER TABLE "generation_runs" ADD COLUMN "pause_code" TEXT;
UPDATE "generation_runs" SET "pause_code" = 'BudgetReached'
  WHERE "paused_at" IS NOT NULL AND ("pause_reason" LIKE 'budget of $%' OR "pause_reason" LIKE '%so a budget of $%');
