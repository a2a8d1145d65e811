package dev.tallystick.houserules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.OutputStreamWriter;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.security.SecureRandom;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings({"unused", "NullAway.Init"})
class StaticStateRuleTest {
  static final class WithRandom {
    static SecureRandom random;
  }

  static final class WithExecutor {
    static ScheduledExecutorService executor;
  }

  static final class WithThread {
    static AtomicReference<Thread> thread;
  }

  static final class WithSockets {
    static Socket[] sockets;
  }

  static final class WithFiles {
    static Queue<FileChannel> files;
    static OutputStreamWriter writer;
  }

  /** A constant of our own whose instance holds a generator. */
  static final class WithHolder {
    static final WithHolder INSTANCE = new WithHolder(new SecureRandom());

    private final SecureRandom random;

    WithHolder(SecureRandom random) {
      this.random = random;
    }
  }

  static final class Without {
    static final List<String> NAMES = List.of("a");
    static final ThreadLocal<SecureRandom> OF_THREAD = ThreadLocal.withInitial(SecureRandom::new);

    private final SecureRandom random = new SecureRandom();
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        WithRandom.class,
        WithExecutor.class,
        WithThread.class,
        WithSockets.class,
        WithFiles.class,
        WithHolder.class
      })
  void aStaticFieldThatLeadsToTheProcessIsFound(Class<?> type) {
    assertThat(isKept(type)).isFalse();
  }

  @Test
  void whatAnInstanceOrAThreadHoldsForItselfIsLeftAlone() {
    assertThat(isKept(Without.class)).isTrue();
  }

  private static boolean isKept(Class<?> type) {
    return !StaticStateRule.rule()
        .evaluate(new ClassFileImporter().importClasses(type))
        .hasViolation();
  }
}
