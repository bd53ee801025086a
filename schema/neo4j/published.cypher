// Constraints and indexes of the published graph, applied by the publish command. What each label means: published-graph.md.

CREATE CONSTRAINT publication_name IF NOT EXISTS FOR (n:Publication) REQUIRE n.name IS UNIQUE;
CREATE CONSTRAINT published_person IF NOT EXISTS FOR (n:Person) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT published_child IF NOT EXISTS FOR (n:Child) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT published_team IF NOT EXISTS FOR (n:Team) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT published_link IF NOT EXISTS FOR (n:Link) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT published_path IF NOT EXISTS FOR (n:Path) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT published_gap IF NOT EXISTS FOR (n:Gap) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT published_past_gap IF NOT EXISTS FOR (n:PastGap) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT published_plan IF NOT EXISTS FOR (n:Plan) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT published_commitment IF NOT EXISTS FOR (n:Commitment) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT published_occasion IF NOT EXISTS FOR (n:Occasion) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT published_adherence IF NOT EXISTS FOR (n:Adherence) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT published_review IF NOT EXISTS FOR (n:Review) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT published_measure IF NOT EXISTS FOR (n:Measure) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT published_placement IF NOT EXISTS FOR (n:Placement) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT published_consent IF NOT EXISTS FOR (n:Consent) REQUIRE n.id IS UNIQUE;

// Ties are found by the case in which they were recorded, when it is published anew.
CREATE INDEX published_tie_case IF NOT EXISTS FOR ()-[r:RELATED_TO]-() ON (r.case);
