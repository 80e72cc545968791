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
  font: 1rem/1.5 system-ui, sans-serif; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -100rem; }
.skip:focus { position: static; }
table { border-collapse: collapse; }
.scroll { overflow-x: auto; }
th, td { padding: .25rem .75rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
form { display: flex; flex-wrap: wrap; gap: .75rem 1.25rem; align-items: end; padding: .75rem;
  background: var(--soft); border: 1px solid var(--line); border-radius: .4rem; }
form label { display: block; font-weight: 600; }
form fieldset { border: 0; margin: 0; padding: 0; }
form fieldset legend { font-weight: 600; padding: 0; }
form fieldset label { display: inline; font-weight: 400; margin-right: .6rem; }
input, select, button { font: inherit; color: inherit; background: var(--bg); border: 1px solid var(--line);
  border-radius: .25rem; padding: .2rem .4rem; }
.launches { list-style: none; padding: 0; }
.launches > li { border: 1px solid var(--line); border-radius: .4rem; margin: .5rem 0; }
summary { padding: .5rem .75rem; cursor: pointer; overflow-wrap: anywhere; }
.verdict { display: inline-block; min-width: 5.5rem; font-weight: 700; }
.red { color: var(--red); } .yellow { color: var(--yellow); } .green { color: var(--green); }
.listed { color: var(--listed); }
.inside { padding: 0 .75rem .75rem; overflow-wrap: anywhere; }
.inside th { white-space: nowrap; }
pre { overflow-x: auto; padding: .5rem; background: var(--soft); border-radius: .3rem; line-height: 1.35; margin: .5rem 0; }
pre span { display: block; min-height: 1.35em; }
pre .here { font-weight: 700; }
pre .add { background: var(--add); } pre .del { background: var(--del); }
.tag { border: 1px solid var(--line); border-radius: 1rem; padding: 0 .5rem; font-size: .85rem; }
[hidden] { display: none !important; }
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
<div class="scroll" tabindex="0" role="region" aria-label="Launches by verdict">
<table>
<thead><tr><th scope="col">Code</th><th scope="col" class="number">RED</th><th scope="col" class="number">YELLOW</th><th scope="col" class="number">GREEN</th><th scope="col" class="number">listed</th></tr></thead>
<tbody>
<#list page.totals as t>
<tr><th scope="row">${t.name}</th><td class="number red">${t.red}</td><td class="number yellow">${t.yellow}</td><td class="number green">${t.green}</td><td class="number">${t.listed}</td></tr>
</#list>
</tbody>
</table>
</div>
<details>
<summary>By package (${page.packages?size})</summary>
<div class="scroll" tabindex="0" role="region" aria-label="Launches by package">
<table>
<thead><tr><th scope="col">Package</th><th scope="col" class="number">RED</th><th scope="col" class="number">YELLOW</th><th scope="col" class="number">GREEN</th><th scope="col" class="number">listed</th></tr></thead>
<tbody>
<#list page.packages as p>
<tr><th scope="row"><button type="button" data-package="${p.name}">${p.name}</button></th><td class="number red">${p.red}</td><td class="number yellow">${p.yellow}</td><td class="number green">${p.green}</td><td class="number">${p.listed}</td></tr>
</#list>
</tbody>
</table>
</div>
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
<select id="part"><option value="">all</option><option>production</option><option>test</option></select></div>
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
<li id="l${r.id}" data-verdict="${r.verdict}" data-part="${r.part}" data-kind="${r.kind}" data-package="${r.packageName}" data-accepted="${r.accepted?c}">
<details>
<summary><span class="verdict ${r.verdictClass}">${r.verdict}</span> <code>${r.call}</code> <span class="tag">${r.kind}</span><#if r.part == "test"> <span class="tag">test</span></#if><br>${r.file}:${r.line}<#if r.member?has_content> in ${r.member}</#if></summary>
<div class="inside">
<#if r.runs?has_content><p>Runs ${r.runs}.</p></#if>
<#list r.findings as f>
<p><strong><a href="${f.page}">${f.pattern}</a></strong>: ${f.message}<#if !f.fixed>${f.remark}</#if>.</p>
<#if f.fixed>
<p>The fix:</p>
<pre tabindex="0" aria-label="The fix of ${f.pattern} as a diff"><#list f.diff as d><span class="<#if d.mark == "+">add<#elseif d.mark == "-">del</#if>">${d.mark} ${d.text}</span></#list></pre>
</#if>
</#list>
<#if r.answers?has_content>
<div class="scroll" tabindex="0" role="region" aria-label="Questions about launch ${r?counter}">
<table>
<thead><tr><th scope="col">Question</th><th scope="col">Holds</th><th scope="col">Why</th><th scope="col">What to do</th></tr></thead>
<tbody>
<#list r.answers as a>
<tr><th scope="row">${a.name}</th><td>${a.holds}</td><td>${a.reason}</td><td>${a.advice}</td></tr>
</#list>
</tbody>
</table>
</div>
</#if>
<#if r.code?has_content>
<pre tabindex="0" aria-label="Source around line ${r.line}"><#list r.code as c><span<#if c.mark == ">"> class="here"</#if>>${c.number?left_pad(5)} ${c.mark} ${c.text}</span></#list></pre>
</#if>
</div>
</details>
</li>
</#list>
</ol>
</section>
</main>
<script>
(function () {
  "use strict";
  var form = document.querySelector("form");
  var items = Array.prototype.slice.call(document.querySelectorAll(".launches > li"));
  var chosenPackage = "";
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
        && (!chosenPackage || data.package === chosenPackage)
        && (!fresh || !fresh.checked || data.accepted === "false")
        && (!text || item.textContent.toLowerCase().indexOf(text) >= 0);
      item.hidden = !isShown;
      shown += isShown ? 1 : 0;
    });
    document.getElementById("count").textContent = shown + " of " + items.length + " launches shown"
      + (chosenPackage ? ", package " + chosenPackage + " only" : "") + ".";
  }
  form.addEventListener("input", apply);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  Array.prototype.slice.call(document.querySelectorAll("button[data-package]")).forEach(function (button) {
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", function () {
      var isChosen = chosenPackage === button.dataset.package;
      chosenPackage = isChosen ? "" : button.dataset.package;
      Array.prototype.slice.call(document.querySelectorAll("button[data-package]")).forEach(function (b) {
        b.setAttribute("aria-pressed", String(b === button && !isChosen));
      });
      apply();
      document.getElementById("launches").focus();
    });
  });
  var target = location.hash && document.getElementById(location.hash.slice(1));
  apply();
  if (target && target.querySelector("details")) {
    target.hidden = false;
    target.querySelector("details").open = true;
  }
}());
</script>
</body>
</html>
