/** A call in a language that people analyse data with; each prints the number found and the titles of five. */
export interface Snippet {
  readonly title: string;
  readonly code: string;
}

export function snippetsFor(url: string): readonly Snippet[] {
  return [
    {
      title: 'curl',
      code: `curl -sG ${url}/api/3/action/package_search \\
  --data-urlencode 'q=停车场' -d rows=5 -d fl=name,title`,
    },
    {
      title: 'Python',
      code: `import requests

answer = requests.get(
    "${url}/api/3/action/package_search",
    params={"q": "停车场", "fq": "res_format:CSV", "rows": 5},
    timeout=30,
).json()["result"]

print(answer["count"])
for dataset in answer["results"]:
    print(dataset["title"], [resource["url"] for resource in dataset["resources"]])`,
    },
    {
      title: 'R',
      code: `library(httr2)

answer <- request("${url}/api/3/action/package_search") |>
  req_url_query(q = "停车场", fq = "res_format:CSV", rows = 5) |>
  req_perform() |>
  resp_body_json()

answer$result$count
vapply(answer$result$results, \\(dataset) dataset$title, "")`,
    },
  ];
}

/** The whole of a search, page by page. */
export function pagingSnippet(url: string): string {
  return `import requests

url, start = "${url}/api/3/action/package_search", 0
while True:
    page = requests.get(
        url, params={"fq": "groups:transport", "sort": "id asc", "rows": 1000, "start": start}, timeout=60
    ).json()["result"]["results"]
    if not page:
        break
    start += len(page)
    for dataset in page:
        print(dataset["name"], dataset["title"])`;
}
