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
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;

/** The rows of several files, one after the other. Confined to one thread. */
final class FileRows implements Rows {

    private final Iterator<Resource> files;

    private final Opener opener;

    private @Nullable Rows current;

    private long linesBefore;

    private long lastLine;

    FileRows(List<Resource> files, Opener opener) throws IOException {
        this.files = files.iterator();
        this.opener = opener;
        // A file that can't be read at all is an error of the import, not of a row.
        advance();
    }

    private void advance() throws IOException {
        close();
        linesBefore += lastLine;
        lastLine = 0;
        current = files.hasNext() ? opener.open(files.next()) : null;
    }

    @Override
    public @Nullable Row next() throws IOException {
        while (current != null) {
            Row row = current.next();
            if (row != null) {
                lastLine = row.line();
                return new Row(linesBefore + row.line(), row.item(), row.problem());
            }
            advance();
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        if (current != null) {
            current.close();
        }
    }

    /** Opens a file. */
    @FunctionalInterface
    interface Opener {

        Rows open(Resource file) throws IOException;
    }
}
