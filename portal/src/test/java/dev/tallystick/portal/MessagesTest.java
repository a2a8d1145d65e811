package dev.tallystick.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;
import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every message is there in both languages, with the same parameters; and templates give each
 * message all that it needs. The build finds neither.
 */
class MessagesTest {
  private static final Path MESSAGES = Path.of("src/main/resources/messages");
  private static final Path TEMPLATES = Path.of("src/main/resources/templates");
  private static final Pattern PARAMETER = Pattern.compile("\\{([a-z][A-Za-z]*)\\}");

  @Test
  void chinese_hasTheSameMessagesWithTheSameParameters() throws Exception {
    for (Class<?> bundle : bundles()) {
      Properties chinese = chinese(bundle);
      assertThat(chinese.stringPropertyNames())
          .as(bundle.getSimpleName())
          .containsExactlyInAnyOrderElementsOf(
              Arrays.stream(bundle.getDeclaredMethods()).map(Method::getName).toList());
      for (Method message : bundle.getDeclaredMethods()) {
        Set<String> english = parameters(message.getAnnotation(Message.class).value());
        Set<String> other = parameters(chinese.getProperty(message.getName()));
        assertThat(other).as(bundle.getSimpleName() + "." + message.getName()).isEqualTo(english);
        assertThat(message.getParameterCount())
            .as(bundle.getSimpleName() + "." + message.getName())
            .isGreaterThanOrEqualTo(english.size());
      }
    }
  }

  @Test
  void templates_giveEachMessageItsParameters() throws Exception {
    for (Class<?> bundle : bundles()) {
      String namespace = bundle.getAnnotation(MessageBundle.class).value();
      for (Method message : bundle.getDeclaredMethods()) {
        Pattern bare = Pattern.compile("\\{" + namespace + ":" + message.getName() + "(\\(|\\})");
        for (Path template : templates()) {
          for (MatchResult use : bare.matcher(Files.readString(template)).results().toList()) {
            assertThat(use.group(1).equals("("))
                .as(template + " " + use.group())
                .isEqualTo(message.getParameterCount() > 0);
          }
        }
      }
    }
  }

  private static Set<String> parameters(String text) {
    return PARAMETER
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Path> templates() throws IOException {
    try (Stream<Path> files = Files.walk(TEMPLATES)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static Properties chinese(Class<?> bundle) throws IOException {
    String name = bundle.getAnnotation(MessageBundle.class).value();
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(MESSAGES.resolve(name + "_zh.properties"))) {
      properties.load(in);
    }
    return properties;
  }

  private static List<Class<?>> bundles() throws Exception {
    Path root = Path.of("target/classes");
    List<String> names;
    try (Stream<Path> files = Files.walk(root.resolve("dev/tallystick/portal"))) {
      names =
          files
              .map(file -> root.relativize(file).toString())
              .filter(file -> file.endsWith("Messages.class") || file.endsWith("Names.class"))
              .map(file -> file.replace('/', '.').replaceAll("\\.class$", ""))
              .toList();
    }
    List<Class<?>> found = new java.util.ArrayList<>();
    for (String name : names) {
      Class<?> type = Class.forName(name, false, MessagesTest.class.getClassLoader());
      if (type.isAnnotationPresent(MessageBundle.class)) {
        found.add(type);
      }
    }
    assertThat(found).hasSizeGreaterThanOrEqualTo(15);
    return found;
  }
}
