package dev.loosethread.lifecycle;

import java.util.concurrent.Flow;

/** Refuses a subscriber. */
final class RefusedSubscription {
  /** A subscription without items. */
  static final Flow.Subscription EMPTY =
      new Flow.Subscription() {
        @Override
        public void request(long n) {
          // There are no items.
        }

        @Override
        public void cancel() {
          // There are no items.
        }
      };

  private RefusedSubscription() {}

  /** Fails the subscription at once, with the calls that {@link Flow} prescribes. */
  static void signal(Flow.Subscriber<?> subscriber, IllegalStateException why) {
    subscriber.onSubscribe(EMPTY);
    subscriber.onError(why);
  }
}
