<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Thread audit of ${page.targets}</title>
<style>
:root { --fg: #1b1f24; --bg: #fff; --soft: #f3f5f7; --line: #8b949e; --red: #b3141d; --yellow: #7a5200;
  --green: #116329; --listed: #50565e; --add: #dafbe1; --del: #ffebe9; --link: #0550ae; }
@media (prefers-color-scheme: dark) {
  :root { --fg: #e6edf3; --bg: #0d1117; --soft: #161b22; --line: #7d8590; --red: #ff8b84; --yellow: #e9b949;
    --green: #6fdd8b; --listed: #b1bac4; --add: #0f3d20; --del: #5c1a1d; --link: #79c0ff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem; max-width: 75rem; color: var(--fg); background: var(--bg);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -100rem; }
.skip:focus { position: static; }
table { border-collapse: collapse; max-width: 100%; }
th, td { padding: .25rem .75rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
th[scope=col] { overflow-wrap: normal; }
form { display: flex; flex-wrap: wrap; gap: .75rem 1.25rem; align-items: end; padding: .75rem;
  background: var(--soft); border: 1px solid var(--line); border-radius: .4rem; }
form label { display: block; font-weight: 600; }
form fieldset { border: 0; margin: 0; padding: 0; min-width: 0; }
form fieldset legend { font-weight: 600; padding: 0; }
form fieldset label { display: inline-block; font-weight: 400; margin-right: .6rem; }
input, select, button { font: inherit; color: inherit; background: var(--bg); border: 1px solid var(--line);
  border-radius: .25rem; padding: .2rem .4rem; max-width: 100%; }
button { text-align: left; overflow-wrap: anywhere; cursor: pointer; }
button[aria-pressed=true] { background: var(--fg); color: var(--bg); }
.chips { display: flex; flex-wrap: wrap; gap: .5rem; list-style: none; padding: 0; }
.chips button { border-radius: 1rem; padding: .2rem .75rem; }
.launches { list-style: none; padding: 0; }
.launches > li, .pages > details { border: 1px solid var(--line); border-radius: .4rem; margin: .5rem 0; }
summary { padding: .5rem .75rem; cursor: pointer; }
.verdict { display: inline-block; min-width: 5.5rem; font-weight: 700; }
.red { color: var(--red); } .yellow { color: var(--yellow); } .green { color: var(--green); }
.listed { color: var(--listed); }
.answers th, .answers td:nth-child(2), .counts th { white-space: nowrap; }
.counts .package { white-space: normal; }
.inside { padding: 0 .75rem .75rem; }
pre { padding: .5rem; background: var(--soft); border-radius: .3rem; line-height: 1.35; margin: .5rem 0;
  white-space: pre-wrap; }
.lines span { display: block; min-height: 1.35em; }
pre .here { font-weight: 700; }
pre .add { background: var(--add); } pre .del { background: var(--del); }
.tag { display: inline-block; border: 1px solid var(--line); border-radius: 1rem; padding: 0 .5rem; font-size: .85rem; }
.pattern { font-weight: 600; background: var(--soft); }
.fix { font-weight: 700; color: var(--green); border-color: currentColor; }
[hidden] { display: none !important; }
@media (max-width: 40rem) {
  body { padding: .6rem; }
  th, td { padding: .2rem .3rem; }
  /* One part of the code below the other, each number with its heading. */
  .counts, .counts tbody { display: block; }
  .counts thead { position: absolute; left: -100rem; }
  .counts tr { display: flex; flex-wrap: wrap; gap: 0 .8rem; border-top: 1px solid var(--line); padding: .2rem 0; }
  .counts th { flex: 0 0 100%; }
  .counts th, .counts td { display: block; border: 0; padding: 0; }
  .counts td::before { content: attr(data-label) " "; }
  /* One question below the other, each cell with its heading. */
  .answers, .answers tbody, .answers tr, .answers th, .answers td { display: block; border: 0; padding: 0; }
  .answers th, .answers td:nth-child(2) { white-space: normal; }
  .answers thead { position: absolute; left: -100rem; }
  .answers tr { border-top: 1px solid var(--line); padding: .3rem 0; }
  .answers td:empty { display: none; }
  .answers td::before { content: attr(data-label) ": "; color: var(--listed); } }
</style>
</head>
<body>
<a class="skip" href="#launches">Skip to the launches</a>
<header>
<h1>Thread audit</h1>
<p>Of ${page.targets}, by Loosethread ${page.version}.
<#if page.sourceFiles gt 0>Read ${page.sourceFiles} source files with ${page.lines} lines. Of those that may launch threads,
${page.fullTypes} were read with full types and ${page.incompleteTypes} with incomplete ones<#if page.failed gt 0>;
${page.failed} could not be read</#if>.</#if>
<#if page.classes gt 0>Read ${page.classes} classes that may launch threads from class files.</#if>
<#if page.suppressed gt 0>${page.suppressed} findings are suppressed.</#if></p>
</header>
<main>
<section aria-labelledby="overview">
<h2 id="overview">Overview</h2>
<#assign heads><th scope="col" class="number">RED</th><th scope="col" class="number">YELLOW</th><th scope="col" class="number">GREEN</th><th scope="col" class="number">listed</th><th scope="col" class="number">findings</th><th scope="col" class="number">fixes</th></#assign>
<#macro numbers c><td class="number red" data-label="RED">${c.red}</td><td class="number yellow" data-label="YELLOW">${c.yellow}</td><td class="number green" data-label="GREEN">${c.green}</td><td class="number" data-label="listed">${c.listed}</td><td class="number" data-label="findings">${c.findings}</td><td class="number" data-label="fixes">${c.fixes}</td></#macro>
<p>${page.launches}, and ${page.findings} about them or about what they share;
${page.whole.fixes} with a fix. A finding that is about several launches is counted once.</p>
<table class="counts">
<thead><tr><th scope="col">Code</th>${heads}</tr></thead>
<tbody>
<#list page.totals as t>
<tr><th scope="row">${t.name}</th><@numbers t/></tr>
</#list>
</tbody>
</table>
<#if page.patterns?has_content>
<h3 id="bypattern">By bug pattern</h3>
<ul class="chips" aria-labelledby="bypattern">
<#list page.patterns as p>
<li><button type="button" data-choose="pattern" data-value="${p.name}">${p.name} <strong>${p.findings}</strong><#if p.fixes gt 0> (${p.fixes} with a fix)</#if></button></li>
</#list>
</ul>
</#if>
<details>
<summary>By package (${page.packages?size})</summary>
<table class="counts">
<thead><tr><th scope="col">Package</th>${heads}</tr></thead>
<tbody>
<#list page.packages as p>
<tr><th scope="row" class="package"><button type="button" data-choose="package" data-value="${p.name}">${p.name}</button></th><@numbers p/></tr>
</#list>
</tbody>
</table>
</details>
<#if page.problems?has_content>
<h3>Not audited</h3>
<ul>
<#list page.problems as problem>
<li>${problem}</li>
</#list>
</ul>
</#if>
</section>
<section aria-labelledby="launches">
<h2 id="launches" tabindex="-1">Launches</h2>
<form role="search" aria-label="Filter the launches">
<fieldset><legend>Verdict</legend>
<label><input type="checkbox" name="verdict" value="RED" checked> RED</label>
<label><input type="checkbox" name="verdict" value="YELLOW" checked> YELLOW</label>
<label><input type="checkbox" name="verdict" value="GREEN"> GREEN</label>
<label><input type="checkbox" name="verdict" value="LISTED"> listed</label>
</fieldset>
<div><label for="part">Code</label>
<select id="part"><option value="">all</option><option>production</option><option>tests</option><option>vendored</option></select></div>
<div><label for="kind">Kind</label>
<select id="kind"><option value="">all</option><#list page.kinds as k><option>${k}</option></#list></select></div>
<div><label for="text">Text</label>
<input id="text" type="search" placeholder="file, member, pattern"></div>
<#if page.withBaseline>
<div><label><input type="checkbox" id="fresh"> new only</label></div>
</#if>
</form>
<p role="status" id="count"></p>
<noscript><p>All launches are shown; the filters need JavaScript.</p></noscript>
<ol class="launches">
<#list page.rows as r>
<li id="l${r.id}" data-verdict="${r.verdict}" data-part="${r.part}" data-kind="${r.kind}" data-package="${r.packageName}" data-pattern="${r.patterns?join(" ")}" data-accepted="${r.accepted?c}">
<details>
<summary><span class="verdict ${r.verdictClass}">${r.verdict}</span> <code>${r.call}</code> <span class="tag">${r.kind}</span><#if r.part != "production"> <span class="tag">${r.part}</span></#if><#if r.accepted> <span class="tag">accepted</span></#if><#list r.patterns as p><#if p != r.call> <span class="tag pattern">${p}</span></#if></#list><#if r.fixed> <span class="tag fix">fix</span></#if><br>${r.file}:${r.line}<#if r.member?has_content> in ${r.member}</#if></summary>
<div class="inside">
<#if r.runs?has_content><p>Runs ${r.runs}.</p></#if>
<#list r.findings as f>
<p><strong><a href="#p-${f.pattern}">${f.pattern}</a></strong>: ${f.message}<#if f.repeated>. Counted, and fixed if it can be, at <a href="#l${f.placeId}">${f.place}</a><#elseif !f.fixed>${f.remark}</#if>.</p>
<#if f.fixed>
<p>The fix:</p>
<pre class="lines" tabindex="0" aria-label="The fix of ${f.pattern} as a diff"><#list f.diff as d><span class="<#if d.mark == "+">add<#elseif d.mark == "-">del</#if>">${d.mark} ${d.text}</span></#list></pre>
</#if>
</#list>
<#if r.patterns?has_content && !r.findings?has_content>
<p><strong><a href="#p-${r.patterns[0]}">${r.patterns[0]}</a></strong>: nothing in sight can stop it.</p>
</#if>
<#if r.answers?has_content>
<table class="answers">
<thead><tr><th scope="col">Question</th><th scope="col">Holds</th><th scope="col">Why</th><th scope="col">What to do</th></tr></thead>
<tbody>
<#list r.answers as a>
<tr><th scope="row">${a.name}</th><td data-label="holds">${a.holds}</td><td data-label="why">${a.reason}</td><td data-label="what to do">${a.advice}</td></tr>
</#list>
</tbody>
</table>
</#if>
<#if r.code?has_content>
<pre class="lines" tabindex="0" aria-label="Source around line ${r.line}"><#list r.code as c><span<#if c.mark == ">"> class="here"</#if>>${c.number?left_pad(5)} ${c.mark} ${c.text}</span></#list></pre>
</#if>
</div>
</details>
</li>
</#list>
</ol>
</section>
<#if page.patterns?has_content>
<section class="pages" aria-labelledby="pages">
<h2 id="pages">About the bug patterns</h2>
<#list page.patterns as p>
<details id="p-${p.name}">
<summary><strong>${p.name}</strong>: ${p.summary}</summary>
<div class="inside">
<#if p.page?has_content><p><a href="${p.page}">This page on the web</a></p></#if>
${page.getHelp(p.name)}
</div>
</details>
</#list>
</section>
</#if>
</main>
<script>
(function () {
  "use strict";
  var form = document.querySelector("form");
  var items = Array.prototype.slice.call(document.querySelectorAll(".launches > li"));
  var choosers = Array.prototype.slice.call(document.querySelectorAll("button[data-choose]"));
  var chosen = { package: "", pattern: "" };
  var fresh = document.getElementById("fresh");
  function apply() {
    var verdicts = Array.prototype.slice.call(form.querySelectorAll("[name=verdict]:checked")).map(function (c) { return c.value; });
    var part = document.getElementById("part").value;
    var kind = document.getElementById("kind").value;
    var text = document.getElementById("text").value.toLowerCase();
    var shown = 0;
    items.forEach(function (item) {
      var data = item.dataset;
      var isShown = verdicts.indexOf(data.verdict) >= 0
        && (!part || data.part === part)
        && (!kind || data.kind === kind)
        && (!chosen.package || data.package === chosen.package)
        && (!chosen.pattern || data.pattern.split(" ").indexOf(chosen.pattern) >= 0)
        && (!fresh || !fresh.checked || data.accepted === "false")
        && (!text || item.textContent.toLowerCase().indexOf(text) >= 0);
      item.hidden = !isShown;
      shown += isShown ? 1 : 0;
    });
    document.getElementById("count").textContent = shown + " of " + items.length + " entries shown"
      + (chosen.pattern ? ", " + chosen.pattern + " only" : "")
      + (chosen.package ? ", package " + chosen.package + " only" : "") + ".";
  }
  form.addEventListener("input", apply);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  choosers.forEach(function (button) {
    var what = button.dataset.choose;
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", function () {
      chosen[what] = chosen[what] === button.dataset.value ? "" : button.dataset.value;
      choosers.forEach(function (b) {
        if (b.dataset.choose === what) {
          b.setAttribute("aria-pressed", String(b.dataset.value === chosen[what]));
        }
      });
      apply();
    });
  });
  function open() {
    var target = location.hash && document.getElementById(location.hash.slice(1));
    if (!target) {
      return;
    }
    var details = target.matches("details") ? target : target.querySelector("details");
    target.hidden = false;
    if (details) {
      details.open = true;
      details.querySelector("summary").focus();
      target.scrollIntoView();
    }
  }
  apply();
  window.addEventListener("hashchange", open);
  open();
}());
</script>
</body>
</html>
