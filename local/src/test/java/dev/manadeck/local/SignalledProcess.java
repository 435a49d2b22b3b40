package dev.manadeck.local;

/** Says which interrupts it has been sent, and ends with the second. */
final class SignalledProcess {
  private SignalledProcess() {}

  public static void main(String[] arguments) throws InterruptedException {
    Interrupts interrupts = Interrupts.handled();
    interrupts.onFirst(() -> System.out.println("first"));
    interrupts.onSecond(() -> Runtime.getRuntime().halt(Interrupts.EXIT_CODE));
    System.out.println("waiting");
    Thread.currentThread().join();
  }
}
