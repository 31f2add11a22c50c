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

import java.time.Duration;

/**
 * What became of an export.
 *
 * @param items items in the files, those of earlier runs too
 * @param units read units that this run used
 * @param complete whether all is exported; otherwise the same export goes on when it is run again
 * @param duration time that this run took
 */
public record ExportReport(long items, double units, boolean complete, Duration duration) {}
