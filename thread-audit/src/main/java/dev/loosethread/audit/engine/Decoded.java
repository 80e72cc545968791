package dev.loosethread.audit.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The text of a file, decoded. javac stops telling what does not after a hundred errors, and would
 * have the files behind them read with wrong characters.
 *
 * @param lineBreaks how many there are, up to the first error
 * @param isWhole whether there is no error
 */
record Decoded(int lineBreaks, boolean isWhole) {
  static Decoded read(Path file, Charset encoding) throws IOException {
    CharsetDecoder decoder =
        encoding
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    CharBuffer text =
        CharBuffer.allocate(
            (int) Math.ceil(bytes.remaining() * (double) decoder.maxCharsPerByte()));
    boolean isWhole = !decoder.decode(bytes, text, true).isError();
    int lineBreaks = (int) text.flip().chars().filter(c -> c == '\n').count();
    return new Decoded(lineBreaks, isWhole);
  }
}
