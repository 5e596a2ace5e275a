package dev.signalbox.flow.breaker;

/** The way of calls to their targets. From any thread. */
public interface Passage {

    /** Makes the call, now or later. */
    void enter(Errand errand);

    /** Nobody wants the call any more: it is not made unless it has begun. */
    void withdraw(Errand errand);

    /** Lets all go at once. */
    Passage FREE = new Passage() {
        @Override
        public void enter(Errand errand) {
            errand.go().get().onComplete(done -> {});
        }

        @Override
        public void withdraw(Errand errand) {}
    };
}
