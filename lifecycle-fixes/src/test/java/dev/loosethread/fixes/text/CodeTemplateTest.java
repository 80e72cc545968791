package dev.loosethread.fixes.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The syntax of templates. */
class CodeTemplateTest {
  private static final TypeNames SIMPLE = type -> type.substring(type.lastIndexOf('.') + 1);
  private static final Layout TABS = new Layout("\t\t", "\t", "\n");

  @Test
  void twoBlanksAreOneLevel_whateverTheFileUses() {
    CodeTemplate template =
        CodeTemplate.of(
            """
            if (x) {
              return;
            }
            """);
    assertThat(template.code(SIMPLE).at(TABS)).isEqualTo("if (x) {\n\t\t\treturn;\n\t\t}");
    assertThat(template.code(SIMPLE).at(new Layout("", "    ", "\r\n")))
        .isEqualTo("if (x) {\r\n    return;\r\n}");
  }

  @Test
  void textIsFilledInAsItIs() {
    CodeTemplate call = CodeTemplate.of("${receiver}.${call};");
    assertThat(call.with("receiver", "a${call}").with("call", "b$1(\\)").line(SIMPLE))
        .isEqualTo("a${call}.b$1(\\);");
  }

  @Test
  void lineBreaksOfTheFileAreKept() {
    Code code = CodeTemplate.of("{\n  ${old}\n}").with("old", "a(\r\n b);").code(SIMPLE);
    assertThat(code.at(new Layout(" ", "  ", "\r\n"))).isEqualTo("{\r\n   a(\r\n b);\r\n }");
  }

  @Test
  void codeKeepsItsLevelsBelowThePlaceholder() {
    Code inner = CodeTemplate.of("if (y) {\n  b();\n}").code(SIMPLE);
    Code outer = CodeTemplate.of("{\n  ${body}\n}").with("body", inner).code(SIMPLE);
    assertThat(outer.at(TABS)).isEqualTo("{\n\t\t\tif (y) {\n\t\t\t\tb();\n\t\t\t}\n\t\t}");
  }

  @Test
  void lineOfAPlaceholderVanishes_whereItsCodeIsEmpty() {
    Code code = CodeTemplate.of("{\n  ${body}\n}").with("body", Code.NONE).code(SIMPLE);
    assertThat(code.at(TABS)).isEqualTo("{\n\t\t}");
  }

  @Test
  void typesGetTheNameThatTheFileAllows() {
    List<String> asked = new ArrayList<>();
    TypeNames qualified =
        type -> {
          asked.add(type);
          return type;
        };
    CodeTemplate template = CodeTemplate.of("${java.lang.Thread}.${method}();").with("method", "m");
    assertThat(template.line(SIMPLE)).isEqualTo("Thread.m();");
    assertThat(template.line(qualified)).isEqualTo("java.lang.Thread.m();");
    assertThat(asked).containsExactly("java.lang.Thread");
  }

  @Test
  void bindingLeavesTheTemplateAsItWas() {
    CodeTemplate template = CodeTemplate.of("${a}${b}").with("a", "1");
    assertThat(template.with("b", "2").line(SIMPLE)).isEqualTo("12");
    assertThat(template.with("b", "3").line(SIMPLE)).isEqualTo("13");
  }

  @Test
  void placeholderWithoutAValueFails() {
    CodeTemplate template = CodeTemplate.of("${a}");
    assertThatIllegalStateException()
        .isThrownBy(() -> template.code(SIMPLE))
        .withMessage("nothing is bound to ${a}");
  }

  @Test
  void valueWithoutAPlaceholderFails() {
    CodeTemplate template = CodeTemplate.of("x(${a});");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> template.with("b", "1"))
        .withMessage("no placeholder ${b}");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> template.with("a", Code.NONE))
        .withMessage("${a} is not alone on a line");
  }

  @Test
  void indentationByHalfALevelFails() {
    assertThatIllegalArgumentException().isThrownBy(() -> CodeTemplate.of("{\n   x();\n}"));
    assertThatIllegalArgumentException().isThrownBy(() -> CodeTemplate.of("{\n\tx();\n}"));
  }

  @Test
  void oneLineIsNotMadeOfSeveral() {
    CodeTemplate template = CodeTemplate.of("a();\nb();");
    assertThatIllegalStateException()
        .isThrownBy(() -> template.line(SIMPLE))
        .withMessage("expected one line, got 2");
  }

  @Test
  void codeFollowsOtherCodeOnANewLine() {
    Code a = CodeTemplate.of("a();").code(SIMPLE);
    assertThat(a.then(a).at(TABS)).isEqualTo("a();\n\t\ta();");
    assertThat(Code.NONE.then(a).at(TABS)).isEqualTo("a();");
    assertThat(Code.NONE.isEmpty()).isTrue();
  }
}
