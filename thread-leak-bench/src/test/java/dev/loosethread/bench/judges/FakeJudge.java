package dev.loosethread.bench.judges;

import dev.loosethread.workbench.Build;
import dev.loosethread.workbench.Jdk;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Does what the unit's id says. */
public final class FakeJudge implements Judge {
  private int judged;

  /** The judge of this class, for a worker. */
  static JudgeKind kind(String name) {
    return new JudgeKind(
        name,
        FakeJudge.class.getName(),
        Jdk.current(),
        List.of(Build.locationOf(FakeJudge.class)),
        List.of(),
        List.of());
  }

  @Override
  public List<Finding> judge(Unit unit) throws Exception {
    judged++;
    System.out.print("judging ");
    return switch (unit.id()) {
      case "fails" -> throw new IllegalStateException("cannot\tread\nthis");
      case "overflows" -> throw new StackOverflowError();
      case "ends" -> {
        Runtime.getRuntime().halt(7);
        yield List.of();
      }
      case "is stopped" -> {
        Runtime.getRuntime().halt(143);
        yield List.of();
      }
      case "hangs" -> {
        new CountDownLatch(1).await();
        yield List.of();
      }
      default -> List.of(new Finding(unit.id(), judged, true));
    };
  }
}
