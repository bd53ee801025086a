// Whom to ask first
// For each person to be found the best path to them, best first, as the server ranks them: by safety, then consent, then strength; parameter
// $child. "before" is what has to happen before the first stop may be approached. Strength has one digit: two would tell a day.
MATCH (:Child {id: $child})-[:HAS_PATH]->(path:Path)-[:TO]->(target:Person)
MATCH (path)-[step:STEP]->(stop:Person)
WITH path, target, step, stop ORDER BY step.order
WITH path, target, collect({kind: step.kind, weight: step.weight, person: stop.id}) AS steps
RETURN path.rank AS rank, coalesce(target.caption, 'child') AS target, path.strength AS strength, path.safety AS safety, path.consent AS consent, path.before AS before,
       [s IN steps | s.kind + ' ' + toString(s.weight)] AS steps, steps[0].person AS askFirst, target.id AS targetId
ORDER BY rank
