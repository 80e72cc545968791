package dev.loosethread.fixes.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import dev.loosethread.model.facts.Site;
import org.junit.jupiter.api.Test;

/** The way from facts back to trees. */
class SitesTest {
  private final JavaSource file = JavaSource.of("\nclass A {}");
  private final Site site = file.facts().types().iterator().next().site();

  @Test
  void siteLeadsToItsTree() {
    assertThat(Sites.tree(site, ClassTree.class)).isSameAs(file.type());
    assertThat(Sites.find(site, MethodTree.class)).isEmpty();
    assertThat(UnitIndex.of(file.state()).path(site).getLeaf()).isSameAs(file.type());
  }

  @Test
  void wrongKindOfTreeIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Sites.tree(site, MethodTree.class))
        .withMessage("expected a MethodTree at line 2, found a CLASS");
  }

  @Test
  void siteOfAClassFileHasNoTree() {
    Site elsewhere = () -> 1;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Sites.tree(elsewhere))
        .withMessageStartingWith("not a place in source");
  }

  @Test
  void treeOfAnotherFileHasNoPath() {
    JavaSource other = JavaSource.of("class A {}");
    assertThat(UnitIndex.of(other.state()).path(site)).isNull();
  }
}
