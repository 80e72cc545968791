# Thread audit of ${page.targets}

| | RED | YELLOW | GREEN | listed | findings | with a fix |
|---|---|---|---|---|---|---|
<#list page.totals as t>
| ${t.name} | ${t.red} | ${t.yellow} | ${t.green} | ${t.listed} | ${t.findings} | ${t.fixes} |
</#list>

${page.launches}, and ${page.findings} about them or about what they share. A finding that is about several launches is counted once.

<#if page.patterns?has_content>
| bug pattern | findings | with a fix | what it is |
|---|---|---|---|
<#list page.patterns as p>
| <#if p.page?has_content>[${p.name}](${p.page?no_esc})<#else>${p.name}</#if> | ${p.findings} | ${p.fixes} | ${p.summary} |
</#list>

`loosethread pattern NAME` shows the page of a bug pattern.

</#if>
<#if page.sourceFiles gt 0>
Read ${page.sourceFiles} source files, ${page.lines} lines. Of those that may launch threads, ${page.fullTypes} were read with full types and ${page.incompleteTypes} with incomplete ones<#if page.failed gt 0>; ${page.failed} could not be read</#if>.
</#if>
<#if page.classes gt 0>
Read ${page.classes} classes that may launch threads from class files.
</#if>
<#if page.suppressed gt 0>
${page.suppressed} findings are suppressed.
</#if>
<#if page.problems?has_content>

## Not audited

<#list page.problems as problem>
- ${md.code(problem)}
</#list>
</#if>
<#list ["RED", "YELLOW", "GREEN", "LISTED"] as verdict>
<#assign rows = page.rows?filter(r -> r.verdict == verdict)>
<#if rows?has_content>

## ${verdict}

<#if verdict == "RED" || verdict == "YELLOW">
<#list rows as r>
- **${md.code(r.file + ":" + r.line)}** ${md.code(r.call)}<#if r.member?has_content> in ${md.code(r.member)}</#if><#if r.runs?has_content>, runs ${r.runs}</#if><#if r.part != "production"> (${r.part})</#if><#if r.accepted> (accepted)</#if>
<#list r.findings as f>
  - **${f.pattern}**: <#if f.repeated>the finding at ${md.code(f.place)}<#else>${f.message}${f.remark}</#if>
</#list>
<#list r.lacks as a>
  - ${a.name}: ${a.holds}, ${a.reason}<#if a.advice?has_content>; ${a.advice}</#if>
</#list>
</#list>
<#else>
| place | launch | runs |
|---|---|---|
<#list rows as r>
| ${md.cell(r.file + ":" + r.line)} | ${md.cell(r.call)} | ${r.runs} |
</#list>
</#if>
</#if>
</#list>
