-- The content of a part goes when its book is published: the manuscript holds the text. The row stays, for its length and
-- because it says that the part was written. Contents of books that are published already stay.
ALTER TABLE "scroll_parts" ALTER COLUMN "content" DROP NOT NULL;
