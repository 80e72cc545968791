package dev.loosethread.bench.operators;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;

/** All places of a file that end owners or tasks, in the order of the source. */
final class Releases {
  private static final Pattern HELPER =
      Pattern.compile(
          "(?i:.*(?:shutdown|close|stop|terminate|dispose|destroy|cancel|interrupt|release|kill).*)"
              + "|(?:.*E|e)nd(?:[A-Z_].*)?");

  /** They ask about an end, or prepare it. */
  private static final Pattern NO_HELPER =
      Pattern.compile(
          "(?:is|has|get|add|remove|set|register|await|wait|on|assert)[A-Z].*|.*Hooks?");

  private final SourceUnit unit;
  private final Handle handle;
  private final Declarations declarations;
  private final List<Release> found = new ArrayList<>();

  Releases(SourceUnit unit, Handle handle) {
    this.unit = unit;
    this.handle = handle;
    this.declarations = new Declarations(unit, handle);
    new Scanner().scan(unit.tree(), null);
  }

  Declarations declarations() {
    return declarations;
  }

  List<Release> all() {
    return found;
  }

  List<Release> of(VariableElement variable) {
    return found.stream().filter(release -> release.variable().equals(variable)).toList();
  }

  /** Returns whether a variable only ever holds the thread that runs the code. */
  boolean isForeign(VariableElement variable) {
    List<TreePath> values = declarations.values(variable);
    return !values.isEmpty()
        && values.stream()
            .allMatch(
                value ->
                    value.getLeaf() instanceof MethodInvocationTree call
                        && unit.element(call.getMethodSelect()) instanceof ExecutableElement called
                        && called.getSimpleName().contentEquals("currentThread"));
  }

  /** Those of fields and locals that this file declares. */
  Map<VariableElement, List<Release>> byVariable() {
    return found.stream()
        .filter(release -> declarations.declaration(release.variable()) != null)
        .collect(Collectors.groupingBy(Release::variable, LinkedHashMap::new, Collectors.toList()));
  }

  private final class Scanner extends TreePathScanner<Void, Void> {
    @Override
    public Void visitMethodInvocation(MethodInvocationTree node, Void unused) {
      if (!addCall(node)) {
        addHelper(node);
      }
      return super.visitMethodInvocation(node, null);
    }

    private boolean addCall(MethodInvocationTree node) {
      if (!(node.getMethodSelect() instanceof MemberSelectTree select)
          || !handle.matches(unit, unit.type(select.getExpression()))) {
        return false;
      }
      Release.Kind kind =
          handle.isRelease(select.getIdentifier()) ? Release.Kind.CALL : Release.Kind.UNSURE;
      if (kind == Release.Kind.UNSURE && !Handle.mayRelease(select.getIdentifier())) {
        return false;
      }
      Optional<Declarations.Origin> origin =
          declarations.origin(
              Declarations.child(
                  Declarations.child(getCurrentPath(), select), select.getExpression()));
      origin.ifPresent(from -> add(kind, from));
      return origin.isPresent();
    }

    private void addHelper(MethodInvocationTree node) {
      String name = name(node);
      if (!HELPER.matcher(name).matches() || NO_HELPER.matcher(name).matches()) {
        return;
      }
      for (ExpressionTree argument : node.getArguments()) {
        if (handle.matches(unit, unit.type(argument))
            || handle.isContainer(unit, unit.type(argument))) {
          declarations
              .origin(Declarations.child(getCurrentPath(), argument))
              .ifPresent(from -> add(Release.Kind.HELPER, from));
        }
      }
    }

    private String name(MethodInvocationTree node) {
      Tree select = node.getMethodSelect();
      if (select instanceof MemberSelectTree member) {
        return member.getIdentifier().toString();
      }
      return select instanceof IdentifierTree own ? own.getName().toString() : "";
    }

    @Override
    public Void visitMemberReference(MemberReferenceTree node, Void unused) {
      ExpressionTree qualifier = node.getQualifierExpression();
      if (handle.isRelease(node.getName()) && handle.matches(unit, unit.type(qualifier))) {
        TreePath parent = getCurrentPath().getParentPath();
        if (!(unit.element(qualifier) instanceof TypeElement)) {
          declarations
              .origin(Declarations.child(getCurrentPath(), qualifier))
              .ifPresent(from -> add(Release.Kind.REFERENCE, from));
        } else if (parent.getLeaf() instanceof MethodInvocationTree) {
          // What such a call gives comes from the collection, if that is one.
          declarations.origin(parent).ifPresent(from -> add(Release.Kind.REFERENCE, from));
        }
      }
      return super.visitMemberReference(node, null);
    }

    @Override
    public Void visitTry(TryTree node, Void unused) {
      for (Tree resource : node.getResources()) {
        if (handle.matches(unit, unit.type(resource))) {
          if (resource instanceof VariableTree
              && unit.element(resource) instanceof VariableElement variable) {
            add(Release.Kind.RESOURCE, new Declarations.Origin(variable, false));
          }
          declarations
              .origin(Declarations.child(getCurrentPath(), resource))
              .ifPresent(from -> add(Release.Kind.RESOURCE, from));
        }
      }
      return super.visitTry(node, null);
    }

    private void add(Release.Kind kind, Declarations.Origin from) {
      found.add(
          new Release(
              kind,
              from.variable(),
              from.isElement(),
              getCurrentPath(),
              SourceUnit.enclosingMethod(getCurrentPath())));
    }
  }
}
