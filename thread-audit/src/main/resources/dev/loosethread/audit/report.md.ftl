# Thread audit of ${page.targets}

| | RED | YELLOW | GREEN | listed |
|---|---|---|---|---|
<#list page.totals as t>
| ${t.name} | ${t.red} | ${t.yellow} | ${t.green} | ${t.listed} |
</#list>

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
- **${md.code(r.file + ":" + r.line)}** ${md.code(r.call)}<#if r.member?has_content> in ${md.code(r.member)}</#if><#if r.runs?has_content>, runs ${r.runs}</#if><#if r.part == "test"> (test)</#if><#if r.accepted> (accepted)</#if>
<#list r.findings as f>
  - [${f.pattern}](${f.page?no_esc}): ${f.message}${f.remark}
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
