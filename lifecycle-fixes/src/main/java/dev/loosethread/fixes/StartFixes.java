package dev.loosethread.fixes;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.ThrowTree;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.TypeFacts;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.source.TreeSite;
import java.util.List;

/** Lets only the first call of a start method through. */
final class StartFixes {
  private final ClassFacts facts;
  private final VisitorState state;
  private final SourceText source;

  StartFixes(ClassFacts facts, VisitorState state) {
    this.facts = facts;
    this.state = state;
    this.source = new SourceText(state);
  }

  SuggestedFix addGuard(Remedy.AddStartGuard remedy) {
    Body start = facts.body(remedy.start());
    TypeFacts type = facts.type(start.owner()).orElseThrow();
    MethodTree method = methodOf(start);
    BlockTree body = method.getBody();
    // A record has no place for a flag, and a start method's result is not ours to make up.
    if (type.kind() == TypeFacts.Kind.RECORD
        || type.kind() == TypeFacts.Kind.INTERFACE
        || body == null
        || !source.has(body)
        || source.isOneLine(body)
        || !start.returnType().equals("void")) {
      return FixMaker.nothing();
    }
    ClassTree tree = (ClassTree) ((TreeSite) type.site()).tree();
    SuggestedFix.Builder fix = SuggestedFix.builder();
    String atomic = Imports.name("java.util.concurrent.atomic.AtomicBoolean", source, state, fix);
    String flag = Variables.freeName(tree, "started");
    Fields.add(
        tree, source, "private final " + atomic + " " + flag + " = new " + atomic + "();", fix);
    String unit = source.unit(tree);
    String inner = source.indentAt(source.start(method)) + unit;
    int open = source.afterOpeningBrace(body);
    fix.replace(
        open,
        open,
        source.lines(
            "\n"
                + inner
                + "if (!"
                + flag
                + ".compareAndSet(false, true)) {\n"
                + inner
                + unit
                + "return;\n"
                + inner
                + "}"
                + (remedy.startCanFail() ? "\n" + inner + "try {" : "")));
    if (remedy.startCanFail()) {
      source.indent(
          source.afterOpeningBrace(body), source.trimBefore(source.closingBrace(body)), unit, fix);
      int end = source.trimBefore(source.closingBrace(body));
      String failure = Variables.freeName(tree, "e");
      String caught = start.thrown().isEmpty() ? "RuntimeException | Error" : "Throwable";
      fix.replace(
          end,
          end,
          source.lines(
              "\n"
                  + inner
                  + "} catch ("
                  + caught
                  + " "
                  + failure
                  + ") {\n"
                  + inner
                  + unit
                  + flag
                  + ".set(false);\n"
                  + inner
                  + unit
                  + "throw "
                  + failure
                  + ";\n"
                  + inner
                  + "}"));
    }
    for (int end : remedy.ends()) {
      reset(methodOf(facts.body(end)), flag + ".set(false);", unit, fix);
    }
    return fix.build();
  }

  SuggestedFix resetGuard(Remedy.ResetGuard remedy) {
    Body end = facts.body(remedy.endMethod());
    MethodTree method = methodOf(end);
    ClassTree type = (ClassTree) ((TreeSite) facts.type(end.owner()).orElseThrow().site()).tree();
    String name = remedy.flag().name();
    String target = (Variables.declares(method, name) ? "this." : "") + name;
    SuggestedFix.Builder fix = SuggestedFix.builder();
    reset(method, target + remedy.action() + ";", source.unit(type), fix);
    return fix.build();
  }

  private MethodTree methodOf(Body body) {
    return (MethodTree) ((TreeSite) body.site()).tree();
  }

  private void reset(MethodTree end, String statement, String unit, SuggestedFix.Builder fix) {
    BlockTree body = end.getBody();
    if (body == null || !source.has(body)) {
      return;
    }
    List<? extends StatementTree> statements = body.getStatements();
    StatementTree last = statements.isEmpty() ? null : statements.get(statements.size() - 1);
    boolean mayEndEarly =
        last instanceof ReturnTree
            || last instanceof ThrowTree
            || Returns.isIn(body)
            || !end.getThrows().isEmpty();
    String indent = source.indentAt(source.start(end));
    String inner = indent + unit;
    if (last == null || (mayEndEarly && source.isOneLine(body))) {
      new EndMethodEdit(source, unit).insert(end, List.of(statement), fix);
      return;
    }
    int position = source.trimBefore(source.closingBrace(body));
    String text = "\n" + inner + statement;
    if (mayEndEarly) {
      // A start that is refused for ever would be worse than the one that the guard stops.
      int open = source.afterOpeningBrace(body);
      fix.replace(open, open, source.lines("\n" + inner + "try {"));
      source.indent(
          source.afterOpeningBrace(body), source.trimBefore(source.closingBrace(body)), unit, fix);
      text = "\n" + inner + "} finally {\n" + inner + unit + statement + "\n" + inner + "}";
    } else if (source.isOneLine(body)) {
      text += "\n" + indent;
    }
    fix.replace(position, position, source.lines(text));
  }
}
