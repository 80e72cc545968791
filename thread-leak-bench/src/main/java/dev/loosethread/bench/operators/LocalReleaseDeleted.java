package dev.loosethread.bench.operators;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.util.TreePath;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;

/** A method no longer ends an owner that it has created and keeps in a local variable. */
final class LocalReleaseDeleted implements Operator {
  private static final Pattern FACTORY =
      Pattern.compile("(?:new|create|build|make|open|start|with|spawn)(?:[A-Z].*)?");

  @Override
  public String name() {
    return "local-release-deleted";
  }

  @Override
  public Set<String> fitting() {
    return Fitting.LOCAL;
  }

  @Override
  public void find(SourceUnit unit, Consumer<Candidate> candidates) {
    Releases releases = new Releases(unit, Handle.OWNER);
    Removal removal = new Removal(unit);
    InOrder found = new InOrder();
    releases
        .byVariable()
        .forEach(
            (variable, all) -> {
              boolean isOwner =
                  variable.getKind() == ElementKind.LOCAL_VARIABLE
                      && Vocabulary.isOwner(unit, variable.asType());
              if (isOwner
                  && all.stream().allMatch(Release::isCertain)
                  && all.stream()
                      .allMatch(
                          release ->
                              Removal.isIgnored(release.path())
                                  || release.kind() == Release.Kind.CALL)
                  && releases.declarations().values(variable).stream()
                      .anyMatch(value -> isCreation(unit, value))
                  && !isGivenAway(unit, variable)) {
                TreePath declaration = releases.declarations().declaration(variable);
                Anchors anchors =
                    new Anchors(unit, releases.declarations())
                        .variable(variable)
                        .header(SourceUnit.enclosingMethod(declaration))
                        .releases(all);
                found.add(removal.candidate(all, anchors));
              }
            });
    found.tell(candidates);
  }

  /** A constructor, or a factory by its name; getters and the current thread are not. */
  private static boolean isCreation(SourceUnit unit, TreePath value) {
    ExpressionTree plain = (ExpressionTree) value.getLeaf();
    while (plain instanceof TypeCastTree || plain instanceof ParenthesizedTree) {
      plain =
          plain instanceof TypeCastTree cast
              ? cast.getExpression()
              : ((ParenthesizedTree) plain).getExpression();
    }
    return plain instanceof NewClassTree
        || (plain instanceof MethodInvocationTree call
            && unit.element(call.getMethodSelect()) instanceof ExecutableElement factory
            && FACTORY.matcher(factory.getSimpleName()).matches());
  }

  /** Returns whether it is returned or kept elsewhere, so that another may have to end it too. */
  private static boolean isGivenAway(SourceUnit unit, VariableElement variable) {
    for (TreePath use : unit.uses(variable)) {
      Tree parent = use.getParentPath().getLeaf();
      if (parent instanceof ReturnTree
          || (parent instanceof AssignmentTree assignment
              && assignment.getExpression() == use.getLeaf()
              && isField(unit.element(assignment.getVariable())))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isField(Element element) {
    return element == null || element.getKind() == ElementKind.FIELD;
  }
}
