package dev.tallystick.bench.intake;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Chunks of lines of about 330 bytes, no two records alike. Not for more than one thread. */
final class SampleRecords {
  private long number;

  /** A chunk about so many people, who are the same in every chunk of this number. */
  byte[] ofPeople(int people) {
    ByteArrayOutputStream chunk = new ByteArrayOutputStream(IntakePlan.CHUNK * 340);
    for (int i = 0; i < IntakePlan.CHUNK; i++) {
      add(chunk, "P" + i % people);
    }
    return chunk.toByteArray();
  }

  /** A chunk about people of whom nothing is known yet. */
  byte[] ofNewPeople() {
    ByteArrayOutputStream chunk = new ByteArrayOutputStream(IntakePlan.CHUNK * 340);
    for (int i = 0; i < IntakePlan.CHUNK; i++) {
      add(chunk, "N" + (number + 1));
    }
    return chunk.toByteArray();
  }

  private void add(ByteArrayOutputStream chunk, String person) {
    number++;
    chunk.writeBytes(
        """
        {"identifier":{"scheme":"CUSTOMER_NO","value":"%s"},"category":"SHOPPING.ORDER",\
        "observedAt":"2025-0%d-1%dT08:00:00.000Z","source":"order lines of the shop",\
        "basis":{"kind":"CONTRACT","ref":"shop-terms"},"fields":{"order":"B%d","kind":"PURCHASE",\
        "lines":%d,"amount":%d,"currency":"GBP","channel":"web","delivery":"parcel"}}
        """
            .formatted(
                person, 1 + number % 9, number % 10, number, 1 + number % 17, number * 37 % 90_000)
            .getBytes(StandardCharsets.UTF_8));
  }
}
