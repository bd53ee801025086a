// The query editor: GraphiQL with the examples at hand, signed in as one of the stories' people. The page hands over who they are
// and what to ask; tokens stay in this script's memory.
(() => {
  'use strict';

  const given = document.getElementById('given');
  const { accounts, examples, nonce } = JSON.parse(given.textContent);
  given.remove();
  window.__webpack_nonce__ = nonce; // for the one style sheet that dialogs add

  const { createElement: h, useState } = React;
  const { useEditorContext, useExecutionContext } = GraphiQL.React;
  let account = accounts[0];

  async function ask({ query, operationName, variables }) {
    const response = await fetch(location.pathname, {
      method: 'POST',
      headers: {
        accept: 'application/graphql-response+json',
        authorization: `Bearer ${account.token}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ query, operationName, variables }),
    });
    return response.status === 401 ? { errors: [{ message: 'The token has expired. Load this page again.' }] } : response.json();
  }

  // Another person asks the same question: what they may see is what changes.
  function SignedIn() {
    const { run } = useExecutionContext();
    const [name, setName] = useState(account.name);
    const change = event => {
      account = accounts.find(a => a.name === event.target.value);
      setName(account.name);
      run();
    };
    return h('label', { className: 'signed-in' }, 'Signed in as',
      h('select', { value: name, onChange: change },
        accounts.map(a => h('option', { key: a.name, value: a.name }, `${a.displayName}, ${a.name.replaceAll('-', ' ')}`))));
  }

  function Examples() {
    const { tabs, addTab, changeTab, queryEditor } = useEditorContext();
    const open = query => {
      const tab = tabs.findIndex(t => t.query === query);
      if (tab >= 0) {
        changeTab(tab);
        return;
      }
      addTab();
      setTimeout(() => queryEditor.setValue(query)); // once the new tab is the active one
    };
    return h('section', { className: 'examples', 'aria-label': 'Examples' }, h('h2', null, 'Examples'),
      h('ol', null, examples.map(e => h('li', { key: e.title }, h('button', { type: 'button', onClick: () => open(e.query) }, e.title)))));
  }

  const Icon = () => h('svg', { viewBox: '0 0 24 24', fill: 'none', stroke: 'currentColor', strokeWidth: 1.5, 'aria-hidden': true },
    h('path', { d: 'M4 5h16M4 10h10M4 15h16M4 20h10' }));
  const list = { title: 'Examples', icon: Icon, content: Examples };

  ReactDOM.createRoot(document.getElementById('ide')).render(
    h(GraphiQL, {
      fetcher: ask,
      query: new URLSearchParams(location.search).get('query') ?? undefined,
      defaultQuery: '',
      defaultTabs: examples.slice(0, 3).map(e => ({ query: e.query })),
      isHeadersEditorEnabled: false,
      showPersistHeadersSettings: false,
      plugins: [list],
      visiblePlugin: list,
      storage: GraphiQL.createLocalStorage({ namespace: 'lifelong-links' }), // other servers have been on this port too
    }, h(GraphiQL.Logo, null, h(SignedIn))));
})();
