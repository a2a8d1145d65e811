package dev.tallystick.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.gateway.desk.BooksMessages;
import dev.tallystick.gateway.desk.DeskMessages;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;
import java.io.Reader;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every message of the pages is there in both languages, with the same parameters and cases. */
class DeskMessagesTest {
  private static final Path MESSAGES = Path.of("src/main/resources/messages");
  private static final Pattern PARAMETER =
      Pattern.compile("\\{([a-z][A-Za-z]*)\\}|\\{#is ([^}]+)\\}");

  @ParameterizedTest
  @ValueSource(classes = {DeskMessages.class, BooksMessages.class})
  void chinese_hasTheSameMessagesWithTheSameParameters(Class<?> bundle) throws Exception {
    String name = bundle.getAnnotation(MessageBundle.class).value();
    Properties chinese = new Properties();
    try (Reader in = Files.newBufferedReader(MESSAGES.resolve(name + "_zh.properties"))) {
      chinese.load(in);
    }

    assertThat(chinese.stringPropertyNames())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(bundle.getDeclaredMethods()).map(Method::getName).toList());
    for (Method message : bundle.getDeclaredMethods()) {
      assertThat(parameters(Objects.requireNonNull(chinese.getProperty(message.getName()))))
          .as(name + "." + message.getName())
          .isEqualTo(parameters(message.getAnnotation(Message.class).value()));
    }
  }

  private static Set<String> parameters(String text) {
    return PARAMETER
        .matcher(text)
        .results()
        .map(match -> match.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
