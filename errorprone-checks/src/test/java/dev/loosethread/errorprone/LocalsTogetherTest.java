package dev.loosethread.errorprone;

import com.google.errorprone.BugCheckerRefactoringTestHelper;
import com.google.errorprone.BugCheckerRefactoringTestHelper.TestMode;
import org.junit.jupiter.api.Test;

/** Local variables of one block are released in try blocks within each other. */
class LocalsTogetherTest {
  private static BugCheckerRefactoringTestHelper fix() {
    return BugCheckerRefactoringTestHelper.newInstance(
            LocalExecutorNotShutDown.class, LocalsTogetherTest.class)
        .setArgs("-XepOpt:Loosethread:Strict=true");
  }

  @Test
  void theLastOneIsReleasedFirst() {
    fix()
        .addInputLines(
            "A.java",
            "import java.util.concurrent.*;",
            "class A {",
            "  void go() {",
            "    ExecutorService a = Executors.newFixedThreadPool(1);",
            "    a.execute(() -> {});",
            "    ExecutorService b = Executors.newFixedThreadPool(1); // the second",
            "    b.execute(() -> {});",
            "    ExecutorService c = Executors.newFixedThreadPool(1);",
            "    c.execute(() -> {});",
            "  }",
            "}")
        .addOutputLines(
            "A.java",
            "import java.util.concurrent.*;",
            "class A {",
            "  void go() {",
            "    ExecutorService a = Executors.newFixedThreadPool(1);",
            "    try {",
            "      a.execute(() -> {});",
            "      ExecutorService b = Executors.newFixedThreadPool(1); // the second",
            "      try {",
            "        b.execute(() -> {});",
            "        ExecutorService c = Executors.newFixedThreadPool(1);",
            "        try {",
            "          c.execute(() -> {});",
            "        } finally {",
            "          c.shutdown();",
            "        }",
            "      } finally {",
            "        b.shutdown();",
            "      }",
            "    } finally {",
            "      a.shutdown();",
            "    }",
            "  }",
            "}")
        .doTest(TestMode.TEXT_MATCH);
  }

  @Test
  void blocksHaveFixesOfTheirOwn() {
    fix()
        .addInputLines(
            "A.java",
            "import java.util.concurrent.*;",
            "class A {",
            "  void go() {",
            "    ExecutorService a = Executors.newFixedThreadPool(1);",
            "    a.execute(() -> {});",
            "  }",
            "  void run() {",
            "    ExecutorService a = Executors.newFixedThreadPool(1);",
            "    a.execute(() -> {});",
            "  }",
            "}")
        .addOutputLines(
            "A.java",
            "import java.util.concurrent.*;",
            "class A {",
            "  void go() {",
            "    ExecutorService a = Executors.newFixedThreadPool(1);",
            "    try {",
            "      a.execute(() -> {});",
            "    } finally {",
            "      a.shutdown();",
            "    }",
            "  }",
            "  void run() {",
            "    ExecutorService a = Executors.newFixedThreadPool(1);",
            "    try {",
            "      a.execute(() -> {});",
            "    } finally {",
            "      a.shutdown();",
            "    }",
            "  }",
            "}")
        .doTest(TestMode.TEXT_MATCH);
  }
}
