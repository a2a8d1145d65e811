package dev.tallystick.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.bench.event.EventFiller;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * One keep-alive connection with one request at a time. The request lies in a buffer of its own, in
 * which only what differs is written anew. For the generator's thread alone.
 */
final class LoadConnection {
  private final RequestShape shape;
  private final EventFiller filler;
  private final SocketChannel channel;
  private final SelectionKey key;
  private final ByteBuffer request;
  private final int eventsAt;

  private ByteBuffer answer = ByteBuffer.allocateDirect(8 * 1024);
  private @Nullable AnswerHead head;
  private long sentFor;

  private LoadConnection(
      RequestShape shape,
      EventFiller filler,
      String head,
      SocketChannel channel,
      SelectionKey key) {
    this.shape = shape;
    this.filler = filler;
    this.channel = channel;
    this.key = key;
    this.request = shape.buffer(head);
    this.eventsAt = head.length();
  }

  static LoadConnection open(
      InetSocketAddress server,
      String token,
      RequestShape shape,
      EventFiller filler,
      Selector selector)
      throws IOException {
    SocketChannel channel = SocketChannel.open(server);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
    String host = server.getHostString() + ":" + server.getPort();
    LoadConnection connection =
        new LoadConnection(shape, filler, shape.head(host, token), channel, key);
    key.attach(connection);
    return connection;
  }

  /** Sends the next request. {@code intended} is the time from which its latency counts. */
  void begin(long intended) throws IOException {
    sentFor = intended;
    head = null;
    answer.clear();
    for (int i = 0; i < shape.events(); i++) {
      filler.fill(request, eventsAt + i * shape.stride());
    }
    request.rewind();
    write();
  }

  /** Goes on where the socket lets it; true when the answer is complete. */
  boolean proceed() throws IOException {
    if (key.isWritable()) {
      write();
    }
    return key.isReadable() && read();
  }

  private void write() throws IOException {
    channel.write(request);
    int interest =
        request.hasRemaining()
            ? SelectionKey.OP_READ | SelectionKey.OP_WRITE
            : SelectionKey.OP_READ;
    if (key.interestOps() != interest) {
      key.interestOps(interest);
    }
  }

  private boolean read() throws IOException {
    if (channel.read(answer) < 0) {
      throw new EOFException("the server has closed a connection");
    }
    AnswerHead known = head;
    if (known == null) {
      known = AnswerHead.parse(answer, answer.position());
      if (known == null) {
        return false;
      }
      head = known;
      makeRoom(known.bodyAt() + known.bodyLength());
    }
    return answer.position() >= known.bodyAt() + known.bodyLength();
  }

  private void makeRoom(int size) {
    if (answer.capacity() < size) {
      ByteBuffer larger = ByteBuffer.allocateDirect(size + size / 8);
      answer = larger.put(answer.flip());
    }
  }

  long sentFor() {
    return sentFor;
  }

  AnswerHead head() {
    if (head == null) {
      throw new IllegalStateException("there is no answer yet");
    }
    return head;
  }

  /** The bytes received, from position 0. */
  ByteBuffer answer() {
    return answer;
  }

  /** An event of the last request, in JSON. */
  String event(int number) {
    return text(request, eventsAt + number * shape.stride(), shape.template().length());
  }

  static String text(ByteBuffer bytes, int at, int length) {
    byte[] copy = new byte[length];
    bytes.get(at, copy);
    return new String(copy, UTF_8);
  }

  void close() throws IOException {
    channel.close();
  }
}
