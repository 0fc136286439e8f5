package dev.redline.junit;

import java.lang.reflect.InvocationTargetException;
import java.util.List;

/**
 * Gives SIGINT and SIGTERM back to the operating system, which then ends the process at once. While
 * a Java process is on its way out, it would ignore them.
 */
final class SecondSignal {

  private static final List<String> SIGNALS = List.of("INT", "TERM");

  private SecondSignal() {}

  /** By the JDK's own class for signals, which the compiler warns of: hence by reflection. */
  static void endsAtOnce() {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object byTheSystem = handler.getField("SIG_DFL").get(null);
      for (String name : SIGNALS) {
        Object each = signal.getConstructor(String.class).newInstance(name);
        signal.getMethod("handle", signal, handler).invoke(null, each, byTheSystem);
      }
    } catch (ClassNotFoundException
        | NoSuchMethodException
        | NoSuchFieldException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException e) {
      System.out.println("A second signal will not end the run at once: " + e.getMessage());
    }
  }
}
