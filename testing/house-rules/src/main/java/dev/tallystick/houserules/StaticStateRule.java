package dev.tallystick.houserules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.RandomAccessFile;
import java.lang.ref.Cleaner;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.channels.Channel;
import java.nio.channels.Selector;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.ExecutorService;
import java.util.random.RandomGenerator;

/**
 * No static field leads to something that belongs to one process: a random generator, a thread, a
 * socket, an open file. A native image is made with classes already initialised, so it would carry
 * the build's: a generator whose numbers can be foretold, or a thread that does not run.
 */
public final class StaticStateRule {
  private static final List<Class<?>> OF_ONE_PROCESS =
      List.of(
          RandomGenerator.class,
          Thread.class,
          ExecutorService.class,
          Timer.class,
          Cleaner.class,
          HttpClient.class,
          Socket.class,
          ServerSocket.class,
          DatagramSocket.class,
          Channel.class,
          Selector.class,
          Process.class,
          ProcessHandle.class,
          FileInputStream.class,
          FileOutputStream.class,
          RandomAccessFile.class,
          InputStreamReader.class,
          OutputStreamWriter.class);

  private StaticStateRule() {}

  /** Checks what goes into an image: everything of {@code classes}. */
  public static void check(JavaClasses classes) {
    rule().check(classes);
  }

  static ArchRule rule() {
    return ArchRuleDefinition.fields()
        .that()
        .areStatic()
        .should(
            new ArchCondition<JavaField>("not lead to what belongs to one process") {
              @Override
              public void check(JavaField field, ConditionEvents events) {
                Optional<String> found = found(field, new HashSet<>());
                String message = field.getFullName() + " leads to " + found.orElse("nothing");
                events.add(new SimpleConditionEvent(field, found.isEmpty(), message));
              }
            })
        .because("a native image would carry the one of its build");
  }

  /**
   * Looks into type arguments, the elements of arrays, and the fields of our own classes; not into
   * thread locals, which an image has empty.
   */
  private static Optional<String> found(JavaField field, Set<JavaClass> seen) {
    if (field.getRawType().isEquivalentTo(ThreadLocal.class)) {
      return Optional.empty();
    }
    for (JavaClass type : field.getAllInvolvedRawTypes()) {
      if (OF_ONE_PROCESS.stream().anyMatch(type::isAssignableTo)) {
        return Optional.of(type.getName());
      }
      if (type.getPackageName().startsWith("dev.tallystick") && seen.add(type)) {
        for (JavaField inner : type.getAllFields()) {
          Optional<String> found =
              inner.getModifiers().contains(JavaModifier.STATIC)
                  ? Optional.empty()
                  : found(inner, seen);
          if (found.isPresent()) {
            return found;
          }
        }
      }
    }
    return Optional.empty();
  }
}
