/** The product's mark: bytes in lines, and the line that seeks through them. */
export function Mark({ size }: { readonly size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden="true">
      <g stroke="currentcolor" strokeWidth="2.5" strokeLinecap="round" opacity="0.4">
        <path d="M4 6.5h11.5" />
        <path d="M4 12.8h6" />
        <path d="M4 19.2h5" />
        <path d="M4 25.5h2" />
        <path d="M25.6 6.5h2.4" />
        <path d="M22.6 12.8h3" />
        <path d="M19.6 19.2h8.4" />
        <path d="M16.5 25.5h7" />
      </g>
      <path d="M22 2.8 10 29.2" stroke="var(--accent)" strokeWidth="3" strokeLinecap="round" />
    </svg>
  );
}
