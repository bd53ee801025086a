import type { CodegenConfig } from '@graphql-codegen/cli';

// SCHEMA is a running server's address, with TOKEN what it prints for `token coordinator`; or schema.graphql.
const { SCHEMA, TOKEN } = process.env;
if (!SCHEMA) {
  throw new Error('Set SCHEMA to http://localhost:5080/graphql, with TOKEN, or to schema.graphql');
}

const config: CodegenConfig = {
  schema: TOKEN ? [{ [SCHEMA]: { headers: { Authorization: `Bearer ${TOKEN}` } } }] : SCHEMA,
  documents: 'src/*.ts',
  generates: {
    'src/gql/': {
      preset: 'client',
      presetConfig: {
        fragmentMasking: false,
        // Writes src/gql/persisted-documents.json, the manifest of the trusted documents.
        persistedDocuments: { hashAlgorithm: 'sha256' },
      },
      config: {
        documentMode: 'string',
        enumsAsTypes: true,
        strictScalars: true,
        scalars: { Date: 'string', DateTime: 'string' },
        useTypeImports: true,
        emitLegacyCommonJSImports: false,
        importExtension: '.js',
      },
    },
  },
};

export default config;
