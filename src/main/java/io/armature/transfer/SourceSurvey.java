/*
 * Copyright 2026 the Armature authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.armature.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.springframework.core.io.Resource;

/**
 * What is known of a source after reading it once.
 *
 * @param hash SHA-256 of its bytes, in hexadecimal digits
 * @param lines lines of its text
 */
record SourceSurvey(String hash, long lines) {

    private static final int BUFFER = 1 << 16;

    static SourceSurvey of(List<Resource> files) throws IOException {
        MessageDigest digest = sha256();
        long lines = 0;
        for (Resource file : files) {
            lines += read(file, digest);
        }
        return new SourceSurvey(HexFormat.of().formatHex(digest.digest()), lines);
    }

    private static long read(Resource file, MessageDigest digest) throws IOException {
        long lines = 0;
        int last = '\n';
        try (InputStream raw = file.getInputStream();
                DigestInputStream digested = new DigestInputStream(raw, digest);
                InputStream text = Compression.open(file, digested)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = text.read(buffer); read >= 0; read = text.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    if (buffer[i] == '\n') {
                        lines++;
                    }
                }
                last = read > 0 ? buffer[read - 1] : last;
            }
            // What stands behind the compressed data belongs to the file as well.
            digested.transferTo(OutputStream.nullOutputStream());
        }
        return last == '\n' ? lines : lines + 1;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException("Every JDK has SHA-256", ex);
        }
    }
}
