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
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The rows of an import as a stream of writes. Confined to one thread. */
final class ImportSource implements Iterator<Object> {

    private final Rows rows;

    private final Function<Row, Object> writes;

    private final ImportRun run;

    private @Nullable Row next;

    private long position;

    ImportSource(Rows rows, Function<Row, Object> writes, ImportRun run) {
        this.rows = rows;
        this.writes = writes;
        this.run = run;
    }

    Stream<Object> stream() {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(this, 0), false);
    }

    @Override
    public boolean hasNext() {
        if (next == null) {
            try {
                next = rows.next();
            } catch (IOException ex) {
                throw new UncheckedIOException("The source can't be read any further", ex);
            }
        }
        return next != null;
    }

    @Override
    public Object next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Row row = Objects.requireNonNull(next);
        next = null;
        run.began(position++, row.line());
        return writes.apply(row);
    }
}
