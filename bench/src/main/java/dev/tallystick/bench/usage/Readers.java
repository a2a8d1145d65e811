package dev.tallystick.bench.usage;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.bench.event.EventFiller;
import dev.tallystick.bench.event.Population;
import dev.tallystick.bench.event.RequestTemplate;
import dev.tallystick.bench.stage.Stage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * People who will read their lists: few, so that each has more entries than a page holds, and these
 * scattered over the whole log. Not thread-safe.
 */
final class Readers {
  private static final int COUNT = 50;
  private static final int EVENTS = 250;

  private final Stage stage;
  private final Population people = new Population(COUNT, 4242);
  private final RequestTemplate template = RequestTemplate.consentGiven();
  private final EventFiller filler;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<String> tokens = new ArrayList<>();

  Readers(Stage stage, Clock clock) throws GeneralSecurityException {
    this.stage = stage;
    this.filler = new EventFiller(template, people, clock, 77);
    for (int i = 0; i < COUNT; i++) {
      tokens.add(stage.citizen(people.token(i)));
    }
  }

  int count() {
    return COUNT;
  }

  /** The subject token of a reader. */
  String subject(int reader) {
    return people.token(reader);
  }

  /** About five entries for each of them, at the end of the log as it is. */
  void append() throws IOException, InterruptedException {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (int i = 0; i < EVENTS; i++) {
      byte[] event = template.toByteArray();
      filler.fill(ByteBuffer.wrap(event), 0);
      lines.writeBytes(event);
      lines.write('\n');
    }
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(uri("/v1/entries"))
                .header("Authorization", "Bearer " + stage.appender())
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofByteArray(lines.toByteArray()))
                .build(),
            BodyHandlers.ofString(UTF_8));
    if (answer.statusCode() != 200 || answer.body().contains("\"status\"")) {
      throw new IOException("a reader's entries were refused: status " + answer.statusCode());
    }
  }

  /** The request of a reader's newest page of 20. */
  HttpRequest page(int reader) {
    return HttpRequest.newBuilder(uri("/v1/me/usage?limit=20"))
        .header("Authorization", "Bearer " + tokens.get(reader))
        .build();
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + stage.service().address().getPort() + path);
  }
}
