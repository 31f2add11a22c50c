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

import io.armature.batch.BatchReport;

/**
 * What became of an import.
 *
 * @param rows rows that are done since its beginning, those of earlier runs too
 * @param resumedAfter rows that earlier runs had done
 * @param present rows whose item existed already, of an import of absent items
 * @param failed rows that failed since its beginning; they are in the file of failures
 * @param complete whether all rows are done; otherwise the same import goes on when it is run again
 * @param batch what became of the rows of this run
 */
public record ImportReport(
        long rows, long resumedAfter, long present, long failed, boolean complete, BatchReport batch) {}
