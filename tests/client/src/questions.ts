import { graphql } from './gql/index.js';

/** Whom do we ask to reach somebody? */
export const pathsQuestion = graphql(`
  query Paths($child: ID!, $to: ID!) {
    childById(id: $child) {
      reconnectionPaths(to: $to, first: 2) { strength safety consent askFirst { name } }
    }
  }
`);

/** What is missing around the child? */
export const gapsQuestion = graphql(`
  query Gaps($child: ID!) {
    childById(id: $child) {
      networkGaps { severity kind summary since candidates { person { name } } }
    }
  }
`);

/** Is the plan kept? */
export const adherenceQuestion = graphql(`
  query Adherence($child: ID!, $bucket: TimeBucket!) {
    childById(id: $child) {
      name
      adherence(bucket: $bucket) { kept late missed excused rate series { from rate } }
    }
  }
`);
