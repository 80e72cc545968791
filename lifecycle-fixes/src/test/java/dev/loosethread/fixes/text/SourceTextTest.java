package dev.loosethread.fixes.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.VariableTree;
import org.junit.jupiter.api.Test;

/** What fixes read from the text of a file. */
class SourceTextTest {
  private static Layout layoutOfMembers(String text) {
    JavaSource file = JavaSource.of(text);
    return new SourceText(file.state()).layoutOfMembers(file.type());
  }

  @Test
  void unitOfIndentationIsThatOfTheFirstMember() {
    assertThat(layoutOfMembers("class A {\n    int i;\n  int j;\n}"))
        .isEqualTo(new Layout("    ", "    ", "\n"));
    assertThat(layoutOfMembers("class A {\n\tint i;\n}")).isEqualTo(new Layout("\t", "\t", "\n"));
  }

  @Test
  void unitOfIndentationIsTwoBlanks_whereNoMemberShowsIt() {
    assertThat(layoutOfMembers("class A {}")).isEqualTo(new Layout("  ", "  ", "\n"));
    assertThat(layoutOfMembers("class A { int i; }")).isEqualTo(new Layout("  ", "  ", "\n"));
    assertThat(layoutOfMembers("class A {\nint i;\n}")).isEqualTo(new Layout("  ", "  ", "\n"));
  }

  @Test
  void lineBreaksAreThoseOfTheFile() {
    assertThat(layoutOfMembers("class A {\r\n  int i;\r\n}").newLine()).isEqualTo("\r\n  ");
  }

  @Test
  void layoutIsThatOfTheLine() {
    JavaSource file = JavaSource.of("class A {\n  int f() {\n      return 1;\n  }\n}");
    SourceText source = new SourceText(file.state());
    int position = source.start(file.first(ReturnTree.class));
    assertThat(source.layoutAt(position, file.type())).isEqualTo(new Layout("      ", "  ", "\n"));
  }

  @Test
  void braceOfTheBodyIsNotThatOfAnAnnotation() {
    String text = "@SuppressWarnings({\"a\"}) class A<T extends Comparable<T>> implements I {}";
    JavaSource file = JavaSource.of(text + "\ninterface I {}");
    SourceText source = new SourceText(file.state());
    assertThat(source.bodyBrace(file.type())).isEqualTo(text.length() - 2);
    assertThat(source.closingBrace(file.type())).isEqualTo(text.length() - 1);
  }

  @Test
  void trailingCommentBelongsToItsLine() {
    String text = "class A {\n  int i; // why\n  int j; /* what */\n}";
    SourceText source = new SourceText(JavaSource.of(text).state());
    assertThat(source.afterTrailingComment(text.indexOf("i;") + 2))
        .isEqualTo(text.indexOf("why") + 3);
    int other = text.indexOf("j;") + 2;
    assertThat(source.afterTrailingComment(other)).isEqualTo(other);
  }

  @Test
  void generatedConstructorHasNoText() {
    JavaSource file = JavaSource.of("class A {\n  int i = 1;\n}");
    SourceText source = new SourceText(file.state());
    assertThat(source.has(file.first(VariableTree.class))).isTrue();
    // The body of the constructor that javac adds.
    assertThat(source.has(file.first(BlockTree.class))).isFalse();
  }

  @Test
  void wrappedLinesMoveInAndBlankOnesStayEmpty() {
    JavaSource file =
        JavaSource.of("class A {\r\n\tvoid f() {\r\n\t\tf();\r\n\r\n\t\tf();\r\n\t}\r\n}");
    SourceEdit edit = new SourceEdit(file.state());
    SourceText source = edit.source();
    BlockTree body =
        file.type().getMembers().stream()
            .filter(MethodTree.class::isInstance)
            .map(m -> ((MethodTree) m).getBody())
            .filter(source::has)
            .findFirst()
            .orElseThrow();
    Layout layout = source.layoutOfMembers(file.type()).deeper();
    Code last = CodeTemplate.of("g();").code(edit);
    TryBlock.wrap(
        source.afterOpeningBrace(body),
        source.trimBefore(source.closingBrace(body)),
        TryBlock.endWithFinally(last, edit),
        layout,
        edit);
    assertThat(file.after(edit.build()))
        .isEqualTo(
            "class A {\r\n\tvoid f() {\r\n\t\ttry {\r\n\t\t\tf();\r\n\r\n\t\t\tf();\r\n"
                + "\t\t} finally {\r\n\t\t\tg();\r\n\t\t}\r\n\t}\r\n}");
  }
}
