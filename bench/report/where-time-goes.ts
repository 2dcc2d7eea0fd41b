/** What a profile of the largest case that fits shows. */
export const WHERE_TIME_GOES = `\`npm run bench -- --only processor-time --cpu-prof\` leaves profiles in \`bench/results/profiles\`.
`;
