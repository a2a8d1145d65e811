package dev.tallystick.system.abuse;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.dpop.ClientProofs;
import dev.tallystick.keys.ClientKey;
import dev.tallystick.keys.MalformedKeyException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts a proof beside each token that is bound to a key of this folder. */
final class BoundCalls {
  private static final String BEARER = "Bearer ";

  private final Path folder;
  private final Map<String, ClientProofs> byThumbprint = new HashMap<>();

  BoundCalls(Path folder) {
    this.folder = folder;
  }

  HttpRequest withProof(HttpRequest request) {
    String token =
        request
            .headers()
            .firstValue("Authorization")
            .filter(value -> value.startsWith(BEARER))
            .map(value -> value.substring(BEARER.length()))
            .orElse("");
    Optional<ClientProofs> owner = owner(token);
    if (owner.isEmpty()) {
      return request;
    }
    HttpRequest.Builder bound = HttpRequest.newBuilder(request, (name, value) -> true);
    owner.get().headers(request.method(), request.uri(), token).forEach(bound::setHeader);
    return bound.build();
  }

  private Optional<ClientProofs> owner(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    String claims;
    try {
      claims = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    String named = claims;
    return keys().entrySet().stream()
        .filter(key -> named.contains(key.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private synchronized Map<String, ClientProofs> keys() {
    if (byThumbprint.isEmpty()) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          ClientKey key = ClientKey.read(file);
          byThumbprint.put(
              key.thumbprint(), new ClientProofs(key, InstantSource.system(), new SecureRandom()));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (MalformedKeyException e) {
        throw new AssertionError(e);
      }
    }
    return byThumbprint;
  }
}
