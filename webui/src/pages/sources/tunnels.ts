interface Way {
  title: string;
  about: string;
  lines: string;
}

/** Ways that bring a webhook of GitHub to a hub which listens at this address only. */
export function tunnels(deliverTo: string): Way[] {
  const { origin, host, pathname } = new URL(deliverTo);
  return [
    {
      title: 'GitHub CLI, no webhook to set up',
      about:
        'For tests, with a repository that you administer: it makes a webhook, forwards its events while it runs, and needs the secret of this source in SECRET.',
      lines: [
        'gh extension install cli/gh-webhook',
        `gh webhook forward --repo=OWNER/REPO --events=push,pull_request,issues --url=${deliverTo} --secret="$SECRET"`,
      ].join('\n'),
    },
    {
      title: 'A tunnel of Cloudflare, no account needed',
      about: `It prints an address such as https://some-words.trycloudflare.com. In GitHub (Settings, Webhooks, Add webhook) give that address with ${pathname} behind it, content type application/json, and the secret.`,
      lines: `cloudflared tunnel --url ${origin}`,
    },
    {
      title: 'A server of your own',
      about: `The server's port 8081 leads here while ssh runs. Let its web server pass https://your-server${pathname} on to 127.0.0.1:8081, and give GitHub that address.`,
      lines: `ssh -N -R 127.0.0.1:8081:${host} you@your-server`,
    },
  ];
}
